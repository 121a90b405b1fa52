import { type ReactNode, useEffect } from 'react';

type Props = { title: string; sub?: ReactNode; tags?: ReactNode; actions?: ReactNode };

export function PageHeader({ title, sub, tags, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · 昭行 Daylight`;
  }, [title]);
  return (
    <header className="dl-page-header">
      <h1>{title}</h1>
      {tags}
      <span className="dl-grow" />
      {actions}
      {sub && <div className="dl-sub">{sub}</div>}
    </header>
  );
}
