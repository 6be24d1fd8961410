-- MySQL dump 10.13  Distrib 8.0.36
-- Host: pgsql07.tarnwick.internal    Database: crm
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `users` (`id` int, `username` varchar(40), `full_name` varchar(80), `email` varchar(80) COMMENT 'as chidiebere.okonkwo@tarnwickpumps.com', `phone` varchar(30));
INSERT INTO `users` VALUES (1,'avorderwinkler','Anneliese Vorderwinkler','anneliese.vorderwinkler@tarnwickpumps.com','+44 161 850 2739'),(2,'bquackenbush','Bartholomew Quackenbush','bartholomew.quackenbush@tarnwickpumps.com','+44 161 850 2741');
INSERT INTO `notes` (`author`,`text`) VALUES ('Chidiebere Okonkwo','it\'s Chidiebere Okonkwo\'s turn: call +1 617 482 9136');
