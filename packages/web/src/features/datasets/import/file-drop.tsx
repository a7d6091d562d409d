import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './file-drop.module.css';

interface FileDropProps {
  onDrop: (transfer: DataTransfer) => void;
  children: ReactNode;
}

/** A place to drop files. What it contains must offer the same by click and keyboard. */
export function FileDrop({ onDrop, children }: FileDropProps) {
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onDrop(event.dataTransfer);
  }

  return (
    <section
      aria-label="Import files"
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </section>
  );
}
