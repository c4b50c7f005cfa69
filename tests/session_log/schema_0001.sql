-- A database of schema 0001, the oldest: never to be changed.
-- The inbox is dated far ahead, so that the ids of what is done are not purged on opening.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE cited_passages (
	turn_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	citation INTEGER, 
	document TEXT NOT NULL, 
	title TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	score FLOAT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_cited_passages PRIMARY KEY (turn_id, rank), 
	CONSTRAINT fk_cited_passages_turn_id FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE
);
INSERT INTO "cited_passages" VALUES(1,1,1,'trade.md','التجارة 1',10,37,7.25,'بلغ حجم التبادل 2.41 مليار');
INSERT INTO "cited_passages" VALUES(1,2,NULL,'other.md','التجارة 2',20,47,1.5,'بلغ حجم التبادل 2.42 مليار');
INSERT INTO "cited_passages" VALUES(2,1,1,'trade.md','التجارة 1',10,37,7.25,'بلغ حجم التبادل 2.41 مليار');
INSERT INTO "cited_passages" VALUES(2,2,NULL,'other.md','التجارة 2',20,47,1.5,'بلغ حجم التبادل 2.42 مليار');
CREATE TABLE inbox (
	update_id BIGINT NOT NULL, 
	payload TEXT, 
	received_at DATETIME NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_inbox PRIMARY KEY (update_id)
);
INSERT INTO "inbox" VALUES(1,NULL,'2999-01-01 05:15:55.147229','2999-01-01 05:15:55.155321');
INSERT INTO "inbox" VALUES(3,'{"update_id": 3}','2999-01-01 05:15:55.148241',NULL);
INSERT INTO "inbox" VALUES(2,NULL,'2999-01-01 05:15:55.159014','2999-01-01 05:15:55.159014');
CREATE TABLE sessions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id BIGINT NOT NULL, 
	thread_id BIGINT, 
	sender_id BIGINT NOT NULL, 
	started_at DATETIME NOT NULL, 
	last_turn_at DATETIME NOT NULL
);
INSERT INTO "sessions" VALUES(1,-1001234567890,NULL,7000000001,'2024-05-01 12:00:00.000000','2024-05-01 12:00:00.000000');
INSERT INTO "sessions" VALUES(2,-1001234567890,7,7000000001,'2024-05-01 14:00:00.000000','2024-05-01 14:00:00.000000');
CREATE TABLE turns (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	session_id INTEGER NOT NULL, 
	update_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	received_at DATETIME NOT NULL, 
	question TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	addressed_by VARCHAR(20) NOT NULL, 
	language VARCHAR(35), 
	answered BOOLEAN NOT NULL, 
	silence VARCHAR(20), 
	answer TEXT, 
	confidence FLOAT NOT NULL, 
	elapsed_ms FLOAT NOT NULL, 
	total_ms FLOAT NOT NULL, 
	delivery_status VARCHAR(20) NOT NULL, 
	delivery_reason TEXT, 
	sent_message_ids JSON NOT NULL, 
	CONSTRAINT fk_turns_session_id FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
INSERT INTO "turns" VALUES(1,1,1,101,'2024-05-01 12:00:00.000000','2024-05-01 12:00:00.000000','كم بلغ حجم التبادل؟','كم بلغ حجم التبادل','command','ar',1,NULL,'بلغ حجم التبادل 2.49 مليار',0.75,3.5,41.5,'delivered',NULL,'[501, 502]');
INSERT INTO "turns" VALUES(2,2,2,102,'2024-05-01 14:00:00.000000','2024-05-01 14:00:00.000000','كم بلغ حجم التبادل؟','كم بلغ حجم التبادل','command','ar',1,NULL,'بلغ حجم التبادل 2.49 مليار',0.75,3.5,41.5,'delivered',NULL,'[501, 502]');
CREATE INDEX ix_sessions_chat_id_sender_id_last_turn_at ON sessions (chat_id, sender_id, last_turn_at);
CREATE INDEX ix_turns_session_id ON turns (session_id);
CREATE INDEX ix_turns_received_at ON turns (received_at);
CREATE INDEX ix_inbox_done_at ON inbox (done_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('sessions',2);
INSERT INTO "sqlite_sequence" VALUES('turns',2);
COMMIT;
