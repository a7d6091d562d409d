import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './subject-bar.module.css';

interface DropAreaProps {
  /** Null where the model takes no files. */
  onFile: ((file: File) => Promise<void>) | null;
  children: ReactNode;
}

/** Takes a file wherever it is dropped on what lies within: a browser would else leave the page for it. */
export function DropArea({ onFile, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void onFile?.(file);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button "Open an image" does the same
    <div
      className={classes.area}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(onFile !== null);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
