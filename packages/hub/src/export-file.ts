/** A file that is written while it is sent. */
export interface ExportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly pieces: AsyncGenerator<Buffer>;
}
