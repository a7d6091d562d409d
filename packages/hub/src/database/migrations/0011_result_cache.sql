DROP TABLE "result_cache";--> statement-breakpoint
CREATE INDEX "data_rows_content" ON "data_rows" USING btree ("dataset_id","asset_hash");