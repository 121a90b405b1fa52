import { Link } from '@tanstack/react-router';

export type Bar = {
  key: string;
  label: string;
  count: number;
  link?: { to: '/conversations'; search: { category: string } };
};

/** Counts as bars with their words and numbers beside them: readable without the bars. */
export function BarList({ bars, empty }: { bars: Bar[]; empty: string }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  if (bars.length === 0) return <p className="dl-muted">{empty}</p>;
  return (
    <ul className="ov-bars">
      {bars.map((bar) => (
        <li key={bar.key}>
          <span className="ov-bar-label">
            {bar.link ? <Link {...bar.link}>{bar.label}</Link> : bar.label}
          </span>
          <span className="dl-num">{bar.count.toLocaleString('en-US')}</span>
          <span className="ov-track">
            <span style={{ width: `${(bar.count / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
