import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import classes from './cover-link.module.css';

/** A link that takes the clicks of the whole row or tile around it. */
export const CoverLink = createLink((props: ComponentProps<'a'>) => (
  <a {...props} className={classes.cover} />
));
