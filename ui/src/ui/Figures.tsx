/** Figures of a result, side by side. */
export function Figures({ items }: { items: { name: string; value: number; tone?: 'good' | 'bad' }[] }) {
  return (
    <dl className="dl-figures">
      {items.map(({ name, value, tone }) => (
        <div key={name} className={tone}>
          <dt>{name}</dt>
          <dd className="dl-num">{value.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  );
}
