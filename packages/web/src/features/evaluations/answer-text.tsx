import { showControls } from '@patchbay/core/text/show-controls.ts';
import classes from './answer-text.module.css';

/** Words of a prompt or an answer as they are, with their lines; a long one scrolls in its place. */
export function AnswerText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y: what scrolls must be reached by the keyboard, and is no landmark
    <div className={classes.text} role="group" tabIndex={0} aria-label="Text">
      {text === '' ? <i>(empty)</i> : showControls(text)}
    </div>
  );
}
