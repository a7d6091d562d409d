CREATE TABLE "begun_items" (
	"chunk_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"last_id" uuid NOT NULL
);
--> statement-breakpoint
INSERT INTO "begun_items" ("chunk_id", "organisation_id", "first_id", "last_id")
SELECT "id", "organisation_id", "begun"[1], "begun"[array_upper("begun", 1)] FROM "run_chunks" WHERE "begun" <> '{}';--> statement-breakpoint
ALTER TABLE "run_chunks" DROP COLUMN "begun";