"""Full names that are nobody's data: placeholders of forms, characters of fiction, and persons of history.

Only full names that a living person hardly has. Living persons, however well known, are persons.
"""

PLACEHOLDERS = """
Max Mustermann|Erika Mustermann|Maria Mustermann|Lieschen Müller|Otto Normalverbraucher|Lisa Musterfrau|Erika Musterfrau|Hans Mustermann|Hans Muster|Peter Muster|Petra Muster|Felix Muster|Max Muster
|John Doe|Jane Doe|John Q. Public|John Q Public|Jane Q. Public|Joe Bloggs|Fred Bloggs|Joe Public|Joe Sixpack|Foo Bar|Test User|Test Testsson|Test Testerson|Testy McTestface|Boaty McBoatface
|Monsieur Tout-le-Monde|Madame Michu|Fulano de Tal|Fulana de Tal|Perico de los Palotes|Zé Ninguém|João Ninguém
|Pinco Pallino|Tizio Caio|Jan Modaal|Jan met de Pet|Pietje Puk|Jan Przykładowy|Ola Nordmann|Kari Nordmann
|Matti Meikäläinen|Maija Meikäläinen|Gipsz Jakab|Minta Mária
"""
# Names that examples of many languages use, and that many people have.
EXAMPLES = """
Mario Rossi|Maria Rossi|Luigi Bianchi|Anna Bianchi|Giuseppe Verdi|Juan Pérez|Juan Perez|María García|José García|Pepe Pérez|Jean Dupont|Marie Dupont|Pierre Dupont|Jan Jansen|Piet Jansen|Jan de Vries
|Jan Kowalski|Anna Kowalska|Jan Nowak|Anna Nowak|João da Silva|João Silva|Maria da Silva|Max Müller|Hans Müller|Erika Müller|Anna Müller|John Smith|Jane Smith|Ivan Ivanov|Jan Novák|Jane Roe
"""
FICTION = """
Sherlock Holmes|Mycroft Holmes|James Moriarty|Hercule Poirot|Jane Marple|Ebenezer Scrooge|Oliver Twist|David Copperfield|Philip Pirrip|Nicholas Nickleby|Uriah Heep|Elizabeth Bennet|Fitzwilliam Darcy
|Jane Eyre|Edward Rochester|Catherine Earnshaw|Dorian Gray|Victor Frankenstein|Robinson Crusoe|Lemuel Gulliver|Huckleberry Finn|Jay Gatsby|Daisy Buchanan|Nick Carraway|Holden Caulfield
|Atticus Finch|Scout Finch|Captain Ahab|Long John Silver|Phileas Fogg|Peter Pan|Wendy Darling|Captain Hook|Mary Poppins|Willy Wonka|Charlie Bucket|Christopher Robin|Bilbo Baggins|Frodo Baggins|Samwise Gamgee
|Harry Potter|Hermione Granger|Ron Weasley|Albus Dumbledore|Severus Snape|Lord Voldemort|Katniss Everdeen|Lord Jim|Lady Macbeth|Lady Bracknell|Mrs Dalloway|Mrs. Dalloway|Moll Flanders|Tess Durbeyfield
|Don Quixote|Don Quijote|Sancho Panza|Anna Karenina|Eugene Onegin|Yevgeny Onegin|Rodion Raskolnikov|Alyosha Karamazov|Ivan Karamazov|Yuri Zhivago|Pierre Bezukhov|Natasha Rostova|Ivan Denisovich
|Jean Valjean|Emma Bovary|Madame Bovary|Edmond Dantès|Cyrano de Bergerac|Julien Sorel|Gregor Samsa|Hans Castorp|Effi Briest|Pippi Långstrump|Pippi Longstocking|Pippi Langstrumpf|Nils Holgersson|Peer Gynt|Hedda Gabler
|Pan Tadeusz|Pan Wołodyjowski|Josef Švejk|Emil Tischbein|Winnie-the-Pooh|Winnie the Pooh|Mickey Mouse|Minnie Mouse|Donald Duck|Dagobert Duck|Daisy Duck|Bugs Bunny|Homer Simpson|Marge Simpson|Bart Simpson
|Fred Flintstone|Bruce Wayne|Lois Lane|Darth Vader|Luke Skywalker|Han Solo|Obi-Wan Kenobi|Leia Organa|Indiana Jones|Forrest Gump|Hannibal Lecter|Tyler Durden
|Daenerys Targaryen|Tyrion Lannister|Geralt of Rivia|Lara Croft|Santa Claus|Father Christmas|Snow White|Little Red Riding Hood|Rosencrantz and Guildenstern|Rosencrantz & Guildenstern
|Inigo Montoya|Ellen Ripley|Zaphod Beeblebrox|Ignatius J. Reilly|Jack Reacher|Jean-Luc Picard|James T. Kirk|Rick Deckard|James Bond|Clark Kent
|Pippi Langkous|Jip en Janneke|Asterix und Obelix|Astérix et Obélix|Tom und Jerry|Tom & Jerry|Tom and Jerry|Bolek i Lolek|Max und Moritz|Till Eulenspiegel|Baron Münchhausen|Don Camillo|Salvo Montalbano|Arsène Lupin|Jules Maigret
|Hänsel und Gretel|Hansel and Gretel|Hansel e Gretel|Jaś i Małgosia|Le Petit Chaperon rouge|Cappuccetto Rosso|Caperucita Roja|Czerwony Kapturek|Chapeuzinho Vermelho|Le Petit Prince|Il Piccolo Principe|Mały Książę|O Pequeno Príncipe|De kleine prins
|Romeo und Julia|Romeo and Juliet|Roméo et Juliette|Romeo y Julieta|Romeo e Giulietta|Romeu e Julieta|Romeo en Julia|Romeo i Julia|Adam und Eva|Adam and Eve|Adam et Ève|Adán y Eva|Adamo ed Eva|Adão e Eva|Adam en Eva|Adam i Ewa
"""
HISTORY = """
Jane Austen|Charlotte Brontë|Emily Brontë|Charles Dickens|Mary Shelley|Oscar Wilde|Mark Twain|Edgar Allan Poe|Emily Dickinson|Walt Whitman|Herman Melville|Virginia Woolf|Agatha Christie|Arthur Conan Doyle|Rudyard Kipling|Dorothy Parker
|George Orwell|Ernest Hemingway|F. Scott Fitzgerald|Jorge Luis Borges|Gabriela Mistral|Pablo Neruda|Federico García Lorca|Miguel de Cervantes|Lope de Vega|Benito Pérez Galdós|Emilia Pardo Bazán|Fernando Pessoa|Machado de Assis|Clarice Lispector
|Johann Wolfgang von Goethe|Friedrich Schiller|Heinrich Heine|Hermann Hesse|Franz Kafka|Bertolt Brecht|Erich Kästner|Theodor Fontane|Rainer Maria Rilke|Astrid Lindgren|Selma Lagerlöf|August Strindberg|Karin Boye|Tove Jansson
|Henrik Ibsen|Knut Hamsun|Hans Christian Andersen|Karen Blixen|Søren Kierkegaard|Victor Hugo|Émile Zola|Honoré de Balzac|Gustave Flaubert|Jules Verne|Marcel Proust|Albert Camus|Jean-Paul Sartre|Simone de Beauvoir|Antoine de Saint-Exupéry
|Jean-Jacques Rousseau|Blaise Pascal|René Descartes|Jean de La Fontaine|Charles Baudelaire|Arthur Rimbaud|Paul Verlaine|Guy de Maupassant|Alexandre Dumas|Dante Alighieri|Alessandro Manzoni|Italo Calvino|Primo Levi|Luigi Pirandello
|Niccolò Machiavelli|Galileo Galilei|Leonardo da Vinci|Michelangelo Buonarroti|Luca Pacioli|Marco Polo|Cristoforo Colombo|Christopher Columbus|Amerigo Vespucci|Giuseppe Verdi|Giuseppe Garibaldi|Antonio Vivaldi|Annie M.G. Schmidt|Annie M. G. Schmidt
|Hella Haasse|Toon Tellegen|Anne Frank|Vincent van Gogh|Rembrandt van Rijn|Johannes Vermeer|Baruch Spinoza|Desiderius Erasmus|Willem van Oranje|Adam Mickiewicz|Henryk Sienkiewicz|Bolesław Prus|Juliusz Słowacki|Wisława Szymborska
|Czesław Miłosz|Fryderyk Chopin|Frédéric Chopin|Mikołaj Kopernik|Nicolaus Copernicus|Maria Skłodowska-Curie|Marie Skłodowska-Curie|Marie Curie|Pierre Curie|Jan Paweł II|Jaroslav Hašek|Karel Čapek|Božena Němcová|František Palacký|Bedřich Smetana
|Antonín Dvořák|Leo Tolstoy|Lev Tolstoy|Fyodor Dostoevsky|Anton Chekhov|Alexander Pushkin|Nikolai Gogol|Pyotr Tchaikovsky|Wolfgang Amadeus Mozart|Ludwig van Beethoven|Johann Sebastian Bach|Franz Schubert|Johannes Brahms|Clara Schumann
|William Shakespeare|Isaac Newton|Charles Darwin|Michael Faraday|James Clerk Maxwell|Ada Lovelace|Charles Babbage|Alan Turing|Grace Hopper|John von Neumann|Claude Shannon|Kurt Gödel|David Hilbert|Emmy Noether|Carl Friedrich Gauss|Leonhard Euler
|Bernhard Riemann|Gottfried Wilhelm Leibniz|Immanuel Kant|Friedrich Nietzsche|Georg Wilhelm Friedrich Hegel|Arthur Schopenhauer|Karl Marx|Friedrich Engels|Sigmund Freud|Carl Gustav Jung|Ludwig Wittgenstein|Hannah Arendt|Albert Einstein|Max Planck
|Niels Bohr|Werner Heisenberg|Erwin Schrödinger|Enrico Fermi|Peter Debye|Lise Meitner|Otto Hahn|Louis Pasteur|Alexander Fleming|Rosalind Franklin|Gregor Mendel|Dmitri Mendeleev|Nikola Tesla|Thomas Edison|Alexander Graham Bell|Johannes Gutenberg
|Johannes Kepler|Tycho Brahe|Alexander von Humboldt|Wilhelm Conrad Röntgen|Florence Nightingale|Martin Luther King|Rosa Luxemburg|Mahatma Gandhi|Nelson Mandela|Winston Churchill|Abraham Lincoln|George Washington|Benjamin Franklin
|Franklin D. Roosevelt|Theodore Roosevelt|John F. Kennedy|Ronald Reagan|Charles de Gaulle|Konrad Adenauer|Willy Brandt|Otto von Bismarck|Napoleon Bonaparte|Napoléon Bonaparte|Marie Antoinette|Julius Caesar|Marcus Aurelius|Genghis Khan|Simón Bolívar
|José de San Martín|Eva Perón|Che Guevara|Frida Kahlo|Diego Rivera|Salvador Dalí|Pablo Picasso|Claude Monet|Paul Cézanne|Edvard Munch|Gustav Klimt|Coco Chanel|Charlie Chaplin|Marilyn Monroe|Elvis Presley|Édith Piaf|Amelia Earhart|Neil Armstrong|Yuri Gagarin
|John Maynard Keynes|Milton Friedman|Vilfredo Pareto|W. Edwards Deming|Mustafa Kemal Atatürk|Leif Erikson|Roald Amundsen|Fridtjof Nansen|Jean Sibelius|Alfred Nobel|Carl von Linné|Carl Linnaeus|Luís de Camões|Vasco da Gama
|Fernão de Magalhães|Ferdinand Magellan|Inês de Castro|Oscar Niemeyer|Joan of Arc|Jeanne d'Arc|Thomas Bayes|Andrey Kolmogorov|Henri Poincaré|Pierre-Simon Laplace|Joseph Fourier|Évariste Galois|Srinivasa Ramanujan|Hedy Lamarr
|Diego Maradona|Johan Cruijff|Johan Cruyff|Ayrton Senna|Freddie Mercury|David Bowie|John Lennon|Kurt Cobain|Amy Winehouse|Luciano Pavarotti|Enrico Caruso|Maria Callas|Federico Fellini|Marcello Mastroianni|Romy Schneider|Marlene Dietrich
|Sophie Scholl|Edith Stein|Helmut Kohl|Claude Debussy|Maurice Ravel|Hector Berlioz|Georges Bizet|Camille Saint-Saëns|Charles Aznavour|Jacques Brel|Serge Gainsbourg|Jacques Chirac|François Mitterrand|Louis de Funès|Jean Moulin|Simone Veil|Robert Schuman
|Gabriel García Márquez|Mario Vargas Llosa|Julio Cortázar|Juan Rulfo|Octavio Paz|Emiliano Zapata|Pancho Villa|Francisco Pizarro|Hernán Cortés|Cristóbal Colón|Józef Piłsudski|Tadeusz Kościuszko|Stanisław Lem|Ignacy Paderewski|Jan III Sobieski|Jan Matejko
|Carlos Drummond de Andrade|Tom Jobim|Vinicius de Moraes|Eça de Queirós|Camilo Castelo Branco|José Saramago|Amália Rodrigues|Getúlio Vargas|Juscelino Kubitschek|Piet Mondriaan|Piet Mondrian|Hieronymus Bosch|Michiel de Ruyter|Jan Steen|Frans Hals
|Christiaan Huygens|Antonie van Leeuwenhoek|Sandro Botticelli|Alessandro Volta|Guglielmo Marconi|Giacomo Puccini|Gioachino Rossini|Giacomo Leopardi|Giovanni Boccaccio|Francesco Petrarca|Umberto Eco|Aldo Moro|Rita Levi-Montalcini|Maria Montessori
"""


def names(*lists: str) -> tuple[str, ...]:
    """Return the names of lists, which separate them by "|"."""
    return tuple(" ".join(name.split()) for one in lists for name in one.split("|"))
