import { useTranslation } from 'react-i18next';
import type { ModelWatchView } from '@/lib/api';

/** What people said of the champion's findings, by the week in which they were raised. */
export function WatchWeeks({ weeks }: { weeks: ModelWatchView['weeks'] }) {
  const { t } = useTranslation('models');
  if (weeks.length === 0) return <p className="dl-muted">{t('watch.noWeeks')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that scrolls must be reachable by keys
    <section className="md-scroll" aria-label={t('watch.weeks')} tabIndex={0}>
      <table className="md-figures dl-num">
        <thead>
          <tr>
            <th scope="col">{t('watch.week')}</th>
            <th scope="col">{t('watch.findings')}</th>
            <th scope="col">{t('watch.upheld')}</th>
            <th scope="col">{t('watch.overturned')}</th>
            <th scope="col">{t('watch.rate')}</th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.from}>
              <th scope="row">{week.from}</th>
              <td>{week.findings}</td>
              <td>{week.upheld}</td>
              <td>{week.overturned}</td>
              <td>{week.rate === null ? '—' : `${(week.rate * 100).toFixed(1)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
