import { useTranslation } from 'react-i18next';
import type { ModelReport } from '@/lib/api';

const share = (value: number) => `${(value * 100).toFixed(1)}%`;

/** How a version did on what was held out, beside the champion of its day on the same texts. */
export function Measured({ report }: { report: ModelReport }) {
  const { t } = useTranslation('models');
  const contest = report.contest;
  const rows = (['accuracy', 'precision', 'recall', 'f1', 'macroF1'] as const).map((name) => ({
    name,
    own: share(report.figures[name]),
    champion: contest && share(contest.champion[name]),
  }));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table that scrolls must be reachable by keys */}
      <section className="md-scroll" aria-label={t('figures.title', { n: report.heldOut })} tabIndex={0}>
        <table className="md-figures dl-num">
          <caption>{t('figures.title', { n: report.heldOut })}</caption>
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">{t('figures.own')}</th>
              {contest && <th scope="col">{t('figures.champion')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{t(`figures.${row.name}`)}</th>
                <td>{row.own}</td>
                {contest && <td>{row.champion}</td>}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('figures.calibration')}</th>
              <td>{report.figures.calibrationError.toFixed(3)}</td>
              {contest && <td>{contest.champion.calibrationError.toFixed(3)}</td>}
            </tr>
          </tbody>
        </table>
      </section>
      {contest && <Contest contest={contest} />}
    </>
  );
}

/** Where the two differ, and whether that is more than chance. */
function Contest({ contest }: { contest: NonNullable<ModelReport['contest']> }) {
  const { t } = useTranslation('models');
  const { onlyChallengerRight: own, onlyChampionRight: champion, chance, seenByChampion } = contest;
  const verdict = chance >= 0.05 ? 'even' : own > champion ? 'better' : 'worse';
  return (
    <p className="md-contest dl-num">
      {own + champion === 0
        ? t('contest.same')
        : `${t('contest.split', { own, champion, chance: chance.toFixed(3) })} ${t(`contest.${verdict}`)}`}
      {seenByChampion > 0 && <span className="dl-muted"> {t('contest.seen', { n: seenByChampion })}</span>}
    </p>
  );
}
