import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineChange, PackProblem } from '@/lib/api';

/** A text with numbered lines that can be linked to, and what is wrong beside the line it is about. */
export function Source({ text, problems }: { text: string; problems: PackProblem[] }) {
  const { t } = useTranslation('shell');
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: 'center' });
  }, [hash]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text that scrolls sideways must be reachable by keys
    <section className="dl-text" aria-label={t('text.name')} tabIndex={0}>
      {text.split('\n').map((line, index) => {
        const id = `L${index + 1}`;
        const wrong = problems.filter((problem) => problem.line === index + 1);
        return (
          <div
            key={id}
            id={id}
            className={`dl-line${hash === id ? ' chosen' : ''}${wrong.length > 0 ? ' wrong' : ''}`}
          >
            <a href={`#${id}`} aria-label={t('text.line', { n: index + 1 })}>
              {index + 1}
            </a>
            <code>{line || ' '}</code>
            {wrong.map((problem) => (
              <em key={problem.field + problem.message}>
                {problem.field}: {problem.message}
              </em>
            ))}
          </div>
        );
      })}
    </section>
  );
}

const signs: Record<LineChange['change'], string> = { same: ' ', added: '+', removed: '-', gap: '…' };

/** The lines in which two texts differ, with some around them. */
export function Lines({ lines }: { lines: LineChange[] }) {
  const { t } = useTranslation('shell');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text that scrolls sideways must be reachable by keys
    <section className="dl-text" aria-label={t('text.differences')} tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <div key={index} className={`dl-line ${line.change}`}>
          <span className="dl-num">{line.fromLine ?? ''}</span>
          <span className="dl-num">{line.toLine ?? ''}</span>
          <code>
            {signs[line.change]} {line.text}
          </code>
        </div>
      ))}
    </section>
  );
}
