"""Writes labelled tickets: invented ones, with the queue that each belongs to. One of ten does not say what it is about."""

import json
import random

SAID = {
    "billing": "I was charged twice for {order}|the invoice of {order} shows the wrong amount|please refund {order}|my card was declined for {order}|why does the bill of {order} have two lines of tax|the credit note for {order} is missing",
    "delivery": "{order} never arrived|the parcel of {order} came damaged|where is {order} now|please send {order} to my new address|the courier left {order} in the rain|half of {order} is missing from the box",
    "access": "I cannot log in since yesterday|the reset link does not work|please unlock my account|my password is not accepted|the app asks for a code that never comes|your site signs me out every few minutes",
}
VAGUE = "it happened again|same problem as last week|nobody has answered my last message about {order}|please call me back about {order}"
MORE = "I have been a customer for six years|This is the third time that I write|My colleague saw the same thing|I need it before the weekend|The chat told me to write here|We are a small bakery and depend on this|I am not angry, only surprised|It worked well until the last update|Your team was very kind in spring|I attach nothing, since the form refused the picture|My neighbour had no such trouble|Please answer in plain words|I am at the office until five|The shop in town could not help|I would rather not wait any longer|Last month it took only a day"
GIVEN = "Thandiwe Rafael Liesbeth Priya Aoife Samuel Szymon Noor Mateus Ingrid Oluwaseun Katarzyna Benedikt Yusuf Marisol Hamish Soledad Dmitri Annika Kofi Beatriz Torsten Leila Gwendolyn Rohan Ximena Padraig Zofia Anselm Farida"
FAMILY = "Mokoena Ortiz Achterberg Raghunathan Byrne Adeyemi Kowalczyk Haddad Carvalho Lindqvist Okonkwo Wisniewska Hofstetter Demir Quintana MacAllister Barrenechea Volkov Sandberg Mensah Figueiredo Krause Rahimi Thistlewood Deshmukh Villaseñor Gallagher Nowak Eisenhardt Chaudhry"
DOMAINS = "saltgrove.co.za hexmoor.eu tarnfield.ie quillmark.com brackwater.org"


def main() -> None:
    """Print the tickets, one a line."""
    draws = random.Random(7)

    def one_of(words: str, separator: str = " ") -> str:
        return draws.choice(words.split(separator))

    for _ in range(300):
        queue, given, family = draws.choice(sorted(SAID)), one_of(GIVEN), one_of(FAMILY)
        order = f"order 48{draws.randrange(100, 999)}-{draws.randrange(10, 99)}"
        said = one_of(VAGUE if draws.random() < 0.1 else SAID[queue], "|").format(order=order)
        more = draws.sample(MORE.split("|"), 3)
        mail = f"{given}.{family}@{one_of(DOMAINS)}".lower()
        text = f"Hello, {said}. {'. '.join(more)}. You can reach me at {mail}. {given} {family}"
        print(json.dumps({"queue": queue, "text": text}))


main()
