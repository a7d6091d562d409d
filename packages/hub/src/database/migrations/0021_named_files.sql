DROP INDEX "data_rows_content";--> statement-breakpoint
CREATE INDEX "data_rows_images_within" ON "data_rows" USING gin ((jsonb_path_query_array(attachments || coalesce(turns, '[]'), '$.**.asset.hash'))) WHERE (turns is not null or attachments <> '[]');--> statement-breakpoint
CREATE INDEX "video_frames_files" ON "video_frames" USING gin ((jsonb_path_query_array(frames, '$[*].hash')));--> statement-breakpoint
CREATE INDEX "data_rows_content" ON "data_rows" USING btree ("asset_hash","dataset_id");