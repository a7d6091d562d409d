import { Text, VisuallyHidden } from '@mantine/core';
import classes from './histogram.module.css';

interface HistogramProps {
  /** What is counted: `Annotations by confidence`. */
  title: string;
  bars: readonly { readonly name: string; readonly count: number }[];
  /** What stands below the first and the last bar. */
  ends: readonly [string, string];
}

/** Counts side by side; those who do not see them hear them as a table. */
export function Histogram({ title, bars, ends }: HistogramProps) {
  const largest = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure className={classes.figure}>
      <figcaption>
        <Text size="sm" fw={500}>
          {title}
        </Text>
      </figcaption>
      <div className={classes.bars} aria-hidden>
        {bars.map(({ name, count }) => (
          <div key={name} className={classes.slot} title={`${name}: ${count.toLocaleString()}`}>
            <div className={classes.bar} style={{ height: `${(count / largest) * 100}%` }} />
          </div>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
      <VisuallyHidden>
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars
              .filter(({ count }) => count > 0)
              .map(({ name, count }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{count.toLocaleString()}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  );
}
