ALTER TABLE "run_tallies" DROP CONSTRAINT "run_tallies_organisation_id_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "run_tallies" DROP CONSTRAINT "run_tallies_run_id_runs_id_fk";
--> statement-breakpoint
DROP INDEX "run_chunks_unfinished";--> statement-breakpoint
ALTER TABLE "run_tallies" DROP CONSTRAINT "run_tallies_run_id_subject_name_kind_unknown_class_pk";--> statement-breakpoint
ALTER TABLE "run_tallies" ADD COLUMN "chunk_id" uuid;--> statement-breakpoint
UPDATE "run_tallies" SET "chunk_id" = (
  SELECT "id" FROM "run_chunks" WHERE "run_chunks"."run_id" = "run_tallies"."run_id" ORDER BY "number" LIMIT 1
);--> statement-breakpoint
ALTER TABLE "run_tallies" ALTER COLUMN "chunk_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "run_tallies" ADD CONSTRAINT "run_tallies_run_id_subject_chunk_id_name_kind_unknown_class_pk" PRIMARY KEY("run_id","subject","chunk_id","name","kind","unknown_class");--> statement-breakpoint
ALTER TABLE "run_tallies" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "run_chunks" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "total";--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "succeeded";--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "failed";--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "cancelled";--> statement-breakpoint
ALTER TABLE "runs" DROP COLUMN "ignored";