PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, email TEXT, "list of bartholomew.quackenbush@tarnwickpumps.com" TEXT);
INSERT INTO people VALUES(1,'Thorvald Kjærgaard','thorvald.kjaergaard@tarnwickpumps.com','it''s Thorvald Kjærgaard');
INSERT INTO people VALUES(2,'Chidiebere Okonkwo','chidiebere.okonkwo@tarnwickpumps.com',NULL);
COMMIT;
