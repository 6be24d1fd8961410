-- PostgreSQL database dump, taken by Anneliese Vorderwinkler (avorderwinkler)
SET client_encoding = 'UTF8';
CREATE TABLE public.customers (customer_id text, name text, email text DEFAULT 'siobhan.featherstonehaugh@tarnwickpumps.com', note text);
ALTER TABLE public.customers OWNER TO avorderwinkler;
COMMENT ON COLUMN public.customers.note IS 'Ask Bartholomew Quackenbush (bartholomew.quackenbush@tarnwickpumps.com)';
COPY public.customers (customer_id, name, email, note) FROM stdin;
CUST-482917	Philippa Wrigglesworth	p.wrigglesworth@crumbhall.co.uk	calls\tfrom +44 1423 771 904
CUST-482944	Gwendolyn Pfefferkorn	gwendolyn.pfefferkorn@isarwerk.de	\N
CUST-483102	Radoslav Hadjikostov	r.hadjikostov@plovdivtex.bg	IBAN BG80BNBG96611020345678
\.
/* old rows: Octavia Bellweather */
UPDATE public.customers SET note = 'moved to 4816 Sycamore Hollow Road, Quincy, MA 02169' WHERE email = 'octavia.bellweather@lindenquay.com';
SELECT E'it\'s Philippa Wrigglesworth', $$raw gwendolyn.pfefferkorn@isarwerk.de$$;
