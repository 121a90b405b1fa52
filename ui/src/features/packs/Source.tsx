import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackProblem } from '@/lib/api';

/** A text with numbered lines that can be linked to, and what is wrong beside the line it is about. */
export function Source({ text, problems }: { text: string; problems: PackProblem[] }) {
  const { t } = useTranslation('packs');
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: 'center' });
  }, [hash]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text that scrolls sideways must be reachable by keys
    <section className="pk-source" aria-label={t('part.source')} tabIndex={0}>
      {text.split('\n').map((line, index) => {
        const id = `L${index + 1}`;
        const wrong = problems.filter((problem) => problem.line === index + 1);
        return (
          <div
            key={id}
            id={id}
            className={`pk-line${hash === id ? ' chosen' : ''}${wrong.length > 0 ? ' wrong' : ''}`}
          >
            <a href={`#${id}`} aria-label={t('line', { n: index + 1 })}>
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
