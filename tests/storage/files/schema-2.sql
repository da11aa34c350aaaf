-- A database of schema 2 with one project in it, as SVDesk left it.
PRAGMA application_id=1398162507;
PRAGMA user_version=2;
BEGIN TRANSACTION;
CREATE TABLE about (
	project_id CHAR(32) NOT NULL, 
	reference VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	purpose VARCHAR NOT NULL, 
	need VARCHAR NOT NULL, 
	authority VARCHAR NOT NULL, 
	department VARCHAR NOT NULL, 
	officer VARCHAR NOT NULL, 
	officer_role VARCHAR NOT NULL, 
	officer_email VARCHAR NOT NULL, 
	portal VARCHAR NOT NULL, 
	CONSTRAINT pk_about PRIMARY KEY (project_id), 
	CONSTRAINT fk_about_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "about" VALUES('000000000000000000000000000003e8','DN776889','Extra Care Catering','Meals for two schemes.
For residents & the public.','<b>Not</b> markup','Cheshire East Council','Adults','Sam Öztürk','Category manager','sam@example.org','The Chest');
CREATE TABLE access (
	project_id CHAR(32) NOT NULL, 
	turnover_threshold BOOLEAN, 
	turnover_reason VARCHAR NOT NULL, 
	lots_used BOOLEAN, 
	lots_reason VARCHAR NOT NULL, 
	consortia_welcome BOOLEAN, 
	consortia_note VARCHAR NOT NULL, 
	supplier_engagement BOOLEAN, 
	supplier_engagement_note VARCHAR NOT NULL, 
	CONSTRAINT pk_access PRIMARY KEY (project_id), 
	CONSTRAINT fk_access_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "access" VALUES('000000000000000000000000000003e8',0,'Not needed.',1,'Two sites.',1,'Yes.',1,'Two sessions.');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE commitment_decision (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	commitment_id VARCHAR NOT NULL, 
	decision VARCHAR, 
	reason VARCHAR NOT NULL, 
	how VARCHAR NOT NULL, 
	CONSTRAINT pk_commitment_decision PRIMARY KEY (project_id, commitment_id), 
	CONSTRAINT fk_commitment_decision_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "commitment_decision" VALUES('000000000000000000000000000003e8',0,'living-wage','chosen','Low pay is usual.','Clause 4');
CREATE TABLE "contract_facts" (
	project_id CHAR(32) NOT NULL, 
	authority_type VARCHAR, 
	category VARCHAR, 
	regime VARCHAR, 
	health_service BOOLEAN, 
	framework VARCHAR, 
	value_pence BIGINT, 
	vat VARCHAR, 
	vat_rate_thousandths BIGINT, 
	commencement_date DATE, 
	procedure VARCHAR, 
	workforce BIGINT, 
	term_months BIGINT, 
	extension_months BIGINT, 
	relevant_area VARCHAR NOT NULL, 
	urgent BOOLEAN, 
	urgency_own_delay BOOLEAN, 
	urgency_reason VARCHAR NOT NULL, 
	enquiries_deadline DATE, 
	tender_deadline DATE, 
	tender_time TIME, 
	start_date DATE, 
	end_date DATE, 
	CONSTRAINT pk_contract_facts PRIMARY KEY (project_id), 
	CONSTRAINT ck_contract_facts_extension_months CHECK (extension_months BETWEEN 0 AND 1200), 
	CONSTRAINT fk_contract_facts_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE, 
	CONSTRAINT ck_contract_facts_term_months CHECK (term_months BETWEEN 0 AND 1200), 
	CONSTRAINT ck_contract_facts_vat_rate_thousandths CHECK (vat_rate_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT ck_contract_facts_value_pence CHECK (value_pence BETWEEN 0 AND 9999999999999), 
	CONSTRAINT ck_contract_facts_workforce CHECK (workforce BETWEEN 0 AND 1000000)
);
INSERT INTO "contract_facts" VALUES('000000000000000000000000000003e8','council','services','light_touch',0,'none',13000000,'inclusive',20000,'2025-10-13','open',12,36,24,'Cheshire East',0,1,'None','2025-10-31','2025-11-10','12:00:00.000000','2026-03-01','2029-02-28');
CREATE TABLE cpv_code (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	CONSTRAINT pk_cpv_code PRIMARY KEY (project_id, position), 
	CONSTRAINT fk_cpv_code_contract_facts FOREIGN KEY(project_id) REFERENCES contract_facts (project_id) ON DELETE CASCADE
);
INSERT INTO "cpv_code" VALUES('000000000000000000000000000003e8',0,'55520000');
INSERT INTO "cpv_code" VALUES('000000000000000000000000000003e8',1,'55320000-9');
CREATE TABLE document_control (
	project_id CHAR(32) NOT NULL, 
	version VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	issued_on DATE, 
	approved_by VARCHAR NOT NULL, 
	CONSTRAINT pk_document_control PRIMARY KEY (project_id), 
	CONSTRAINT fk_document_control_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "document_control" VALUES('000000000000000000000000000003e8','1.0','issued','2025-10-13','The board');
CREATE TABLE engagement_entry (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	kind VARCHAR, 
	held_on DATE, 
	who VARCHAR NOT NULL, 
	how VARCHAR NOT NULL, 
	heard VARCHAR NOT NULL, 
	changed VARCHAR NOT NULL, 
	notice_reference VARCHAR NOT NULL, 
	CONSTRAINT pk_engagement_entry PRIMARY KEY (project_id, id), 
	CONSTRAINT fk_engagement_entry_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "engagement_entry" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003ec','market','2025-09-25','Nine suppliers','Online','Short terms put them off.','A longer term.','057419-2025');
CREATE TABLE estimate (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	source VARCHAR NOT NULL, 
	stated_on DATE, 
	value_pence BIGINT CONSTRAINT ck_estimate_value_pence CHECK (value_pence BETWEEN 0 AND 9999999999999), 
	vat VARCHAR, 
	vat_rate_thousandths BIGINT CONSTRAINT ck_estimate_vat_rate_thousandths CHECK (vat_rate_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT pk_estimate PRIMARY KEY (project_id, id), 
	CONSTRAINT fk_estimate_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "estimate" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003eb','Engagement notice','2025-09-17',36000000,'inclusive',12500);
CREATE TABLE "evaluation" (
	project_id CHAR(32) NOT NULL, 
	social_value_weight_thousandths BIGINT, 
	quality_weight_thousandths BIGINT, 
	price_weight_thousandths BIGINT, 
	quantitative_share_thousandths BIGINT, 
	qualitative_share_thousandths BIGINT, 
	minimum_mark BIGINT, 
	minimum_mark_rule VARCHAR NOT NULL, 
	weight_reason VARCHAR NOT NULL, 
	winner_only_method BOOLEAN, 
	CONSTRAINT pk_evaluation PRIMARY KEY (project_id), 
	CONSTRAINT fk_evaluation_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE, 
	CONSTRAINT ck_evaluation_quantitative_share_thousandths CHECK (quantitative_share_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT ck_evaluation_minimum_mark CHECK (minimum_mark BETWEEN 0 AND 5), 
	CONSTRAINT ck_evaluation_qualitative_share_thousandths CHECK (qualitative_share_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT ck_evaluation_quality_weight_thousandths CHECK (quality_weight_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT ck_evaluation_social_value_weight_thousandths CHECK (social_value_weight_thousandths BETWEEN 0 AND 100000), 
	CONSTRAINT ck_evaluation_price_weight_thousandths CHECK (price_weight_thousandths BETWEEN 0 AND 100000)
);
INSERT INTO "evaluation" VALUES('000000000000000000000000000003e8',10000,50000,40000,33333,66667,2,'May be rejected.','The policy''s minimum.',1);
CREATE TABLE kpi (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	outcome_id VARCHAR NOT NULL, 
	measure_id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	counts VARCHAR NOT NULL, 
	excludes VARCHAR NOT NULL, 
	method VARCHAR NOT NULL, 
	baseline VARCHAR NOT NULL, 
	guide_minimum VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	frequency VARCHAR, 
	supplier_owner VARCHAR NOT NULL, 
	authority_owner VARCHAR NOT NULL, 
	good_from_thousandths BIGINT CONSTRAINT ck_kpi_good_from_thousandths CHECK (good_from_thousandths BETWEEN 0 AND 100000), 
	approaching_from_thousandths BIGINT CONSTRAINT ck_kpi_approaching_from_thousandths CHECK (approaching_from_thousandths BETWEEN 0 AND 100000), 
	improvement_from_thousandths BIGINT CONSTRAINT ck_kpi_improvement_from_thousandths CHECK (improvement_from_thousandths BETWEEN 0 AND 100000), 
	remedy VARCHAR NOT NULL, 
	published BOOLEAN, 
	review_date DATE, 
	CONSTRAINT pk_kpi PRIMARY KEY (project_id, id), 
	CONSTRAINT fk_kpi_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "kpi" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003ef','jobs','jobs-1','Work placements','placements','Ten days or more','Unpaid trials','Count starts','0','2 a year','Signed record','quarterly','Manager','Sam',100000,85000,60000,'A plan in ten days',1,'2027-03-01');
INSERT INTO "kpi" VALUES('000000000000000000000000000003e8',1,'000000000000000000000000000003f0','','','Meals','','','','','','','',NULL,'','',NULL,NULL,NULL,'',NULL,NULL);
CREATE TABLE kpi_target (
	project_id CHAR(32) NOT NULL, 
	kpi_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	value_thousandths BIGINT CONSTRAINT ck_kpi_target_value_thousandths CHECK (value_thousandths BETWEEN 0 AND 1000000000000000), 
	CONSTRAINT pk_kpi_target PRIMARY KEY (project_id, kpi_id, position), 
	CONSTRAINT fk_kpi_target_kpi FOREIGN KEY(project_id, kpi_id) REFERENCES kpi (project_id, id) ON DELETE CASCADE
);
INSERT INTO "kpi_target" VALUES('000000000000000000000000000003e8','000000000000000000000000000003ef',0,2000);
INSERT INTO "kpi_target" VALUES('000000000000000000000000000003e8','000000000000000000000000000003ef',1,NULL);
INSERT INTO "kpi_target" VALUES('000000000000000000000000000003e8','000000000000000000000000000003ef',2,2500);
INSERT INTO "kpi_target" VALUES('000000000000000000000000000003e8','000000000000000000000000000003f0',0,NULL);
CREATE TABLE lot (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	title VARCHAR NOT NULL, 
	value_pence BIGINT CONSTRAINT ck_lot_value_pence CHECK (value_pence BETWEEN 0 AND 9999999999999), 
	description VARCHAR NOT NULL, 
	CONSTRAINT pk_lot PRIMARY KEY (project_id, id), 
	CONSTRAINT fk_lot_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "lot" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003e9','Oakmere',6500000,'Middlewich');
INSERT INTO "lot" VALUES('000000000000000000000000000003e8',1,'000000000000000000000000000003ea','Willowmere',6499999,'Handforth');
CREATE TABLE outcome_decision (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	outcome_id VARCHAR NOT NULL, 
	decision VARCHAR, 
	reason VARCHAR NOT NULL, 
	local_need VARCHAR NOT NULL, 
	decided_by VARCHAR NOT NULL, 
	decided_on DATE, 
	CONSTRAINT pk_outcome_decision PRIMARY KEY (project_id, outcome_id), 
	CONSTRAINT fk_outcome_decision_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "outcome_decision" VALUES('000000000000000000000000000003e8',0,'jobs','chosen','It fits.','High.','Sam','2025-09-01');
INSERT INTO "outcome_decision" VALUES('000000000000000000000000000003e8',1,'air','left_out','No vehicles.','','',NULL);
CREATE TABLE profile_answer (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	question_id VARCHAR NOT NULL, 
	answer BOOLEAN, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_profile_answer PRIMARY KEY (project_id, question_id), 
	CONSTRAINT fk_profile_answer_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "profile_answer" VALUES('000000000000000000000000000003e8',0,'food',1,'Two kitchens.');
INSERT INTO "profile_answer" VALUES('000000000000000000000000000003e8',1,'vehicles',0,'');
CREATE TABLE project (
	id CHAR(32) NOT NULL, 
	revision BIGINT NOT NULL, 
	pack_id VARCHAR NOT NULL, 
	pack_edition VARCHAR NOT NULL, 
	changed_at DATETIME NOT NULL, 
	change_number BIGINT NOT NULL, 
	CONSTRAINT pk_project PRIMARY KEY (id)
);
INSERT INTO "project" VALUES('000000000000000000000000000003e8',7,'cheshire-east','2025.1','2026-11-22 18:51:07.762926',1);
CREATE TABLE proposal (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	target VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	confirmed_by VARCHAR NOT NULL, 
	confirmed_on DATE, 
	note VARCHAR NOT NULL, 
	CONSTRAINT pk_proposal PRIMARY KEY (project_id, target), 
	CONSTRAINT fk_proposal_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "proposal" VALUES('000000000000000000000000000003e8',0,'evaluation.social_value_weight','A weight of 10% for social value','10','The least that binds.','Sam','2025-09-02','As proposed.');
INSERT INTO "proposal" VALUES('000000000000000000000000000003e8',1,'questions.1','A question','','','',NULL,'');
CREATE TABLE "question" (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	stage VARCHAR NOT NULL, 
	outcome_id VARCHAR NOT NULL, 
	source_id VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	good_answer VARCHAR NOT NULL, 
	marking VARCHAR NOT NULL, 
	word_limit BIGINT, 
	weight_thousandths BIGINT, 
	CONSTRAINT pk_question PRIMARY KEY (project_id, id), 
	CONSTRAINT ck_question_word_limit CHECK (word_limit BETWEEN 0 AND 1000000), 
	CONSTRAINT fk_question_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE, 
	CONSTRAINT ck_question_weight_thousandths CHECK (weight_thousandths BETWEEN 0 AND 100000)
);
INSERT INTO "question" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003ed','tender','jobs','jobs-tender','Who will you employ?','Names a partner.
Gives numbers.','3 needs a number.
4 needs a name.',500,62500);
INSERT INTO "question" VALUES('000000000000000000000000000003e8',1,'000000000000000000000000000003ee','selection','','','What have you done?','','',NULL,NULL);
CREATE TABLE reporting (
	project_id CHAR(32) NOT NULL, 
	contract_manager VARCHAR NOT NULL, 
	frequency VARCHAR, 
	first_report_on DATE, 
	delivery_plan_weeks BIGINT CONSTRAINT ck_reporting_delivery_plan_weeks CHECK (delivery_plan_weeks BETWEEN 0 AND 1000000), 
	delivery_plan_review_weeks BIGINT CONSTRAINT ck_reporting_delivery_plan_review_weeks CHECK (delivery_plan_review_weeks BETWEEN 0 AND 1000000), 
	content VARCHAR NOT NULL, 
	change_note VARCHAR NOT NULL, 
	exit_and_legacy VARCHAR NOT NULL, 
	CONSTRAINT pk_reporting PRIMARY KEY (project_id), 
	CONSTRAINT fk_reporting_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "reporting" VALUES('000000000000000000000000000003e8','Alex','half_yearly','2026-09-01',4,2,'Figures','In writing','Hand over');
CREATE TABLE review_date (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	id CHAR(32) NOT NULL, 
	"on" DATE, 
	what VARCHAR NOT NULL, 
	CONSTRAINT pk_review_date PRIMARY KEY (project_id, id), 
	CONSTRAINT fk_review_date_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "review_date" VALUES('000000000000000000000000000003e8',0,'000000000000000000000000000003f1','2026-09-15','First look');
CREATE TABLE unread_entry (
	project_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	path VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_unread_entry PRIMARY KEY (project_id, path), 
	CONSTRAINT fk_unread_entry_project FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
INSERT INTO "unread_entry" VALUES('000000000000000000000000000003e8',0,'facts.value','lots');
CREATE INDEX ix_project_change_number ON project (change_number);
COMMIT;
