ALTER TABLE "prediction_classes" DROP CONSTRAINT "prediction_classes_run_id_class_confidence_item_id_pk";--> statement-breakpoint
ALTER TABLE "prediction_classes" ALTER COLUMN "class" SET DATA TYPE bigint
  USING ('x' || left(encode(sha256(convert_to("run_id" || '/' || "class", 'UTF8')), 'hex'), 16))::bit(64)::bigint;--> statement-breakpoint
ALTER TABLE "prediction_classes" RENAME COLUMN "class" TO "class_key";--> statement-breakpoint
ALTER TABLE "prediction_classes" DROP COLUMN "run_id";--> statement-breakpoint
ALTER TABLE "prediction_classes" ADD CONSTRAINT "prediction_classes_class_key_confidence_item_id_pk" PRIMARY KEY("class_key","confidence","item_id");--> statement-breakpoint
CREATE VIEW "public"."attempts" AS (
  select organisation_id, item_id, number, call_number, frame, call_id, problem from item_attempts
  union all
  select organisation_id, id, 1, 1, null::integer, id, null::json from run_items
  where attempts > 0 and not exists (
    select from item_attempts where item_id = run_items.id and number = 1
  ));