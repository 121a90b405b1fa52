import { useTranslation } from 'react-i18next';
import type { ImportView } from '@/lib/api';

/** The first rows as the server read them, personal values masked: shows whether the encoding was understood. */
export function Sample({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  if (view.sample.length === 0) return null;
  return (
    <section className="dl-card">
      <h2>{t('sample.title')}</h2>
      <p className="dl-muted">{view.status === 'uploaded' ? t('sample.what') : t('sample.masked')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="imp-sample" tabIndex={0} aria-label={t('sample.title')}>
        <table>
          <thead>
            <tr>
              {view.columns.map((column) => (
                <th key={column}>{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.sample.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their place.
              <tr key={line}>
                {view.columns.map((column, index) => (
                  <td key={column}>{row[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
