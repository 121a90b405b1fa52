import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ModelVersionView } from '@/lib/api';
import { dateOnly, dateTime, daySpan } from '@/lib/time';
import { CopyId } from '@/ui/CopyId';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import { Measured } from './Measured';
import { Propose } from './Propose';

const tones: Record<ModelVersionView['state'], Tone> = {
  champion: 'good',
  awaiting: 'warn',
  trained: 'quiet',
  retired: 'quiet',
  gone: 'bad',
};

const number = (n: number) => n.toLocaleString('en-US');

type Props = { version: ModelVersionView; championId: string | null };

/** One version: what it learned from, how well it did on what was held out, and how to propose it. */
export function Version({ version, championId }: Props) {
  const { t } = useTranslation('models');
  const { report } = version;
  return (
    <article className="md-version">
      <p className="pk-cite">
        <StatusDot tone={tones[version.state]}>{t(`state.${version.state}`)}</StatusDot>
        <CopyId value={version.hash} head={17} />
        <span className="dl-muted">
          {t('trainedBy', { who: version.trainedByName ?? '', at: dateTime(version.trainedAt).slice(0, 16) })}
        </span>
      </p>
      <p className="dl-num md-learned">
        {t('learned', {
          period: daySpan(report.from, report.to),
          texts: number(report.learned),
          positive: number(report.learnedPositive),
          background: number(report.background),
          conversations: number(report.conversations),
        })}
      </p>
      <p className="dl-num md-learned">
        {t('heldOut', {
          since: dateOnly(report.heldOutFrom),
          texts: number(report.heldOut),
          positive: number(report.heldOutPositive),
        })}
      </p>
      {version.rough && (
        <Alert
          type="warning"
          showIcon
          title={t('rough', {
            positive: number(version.rough.positive),
            negative: number(version.rough.negative),
            least: version.rough.ofEachMin,
          })}
        />
      )}
      {version.trainAnewSince && (
        <Alert
          type="warning"
          showIcon
          title={t(version.state === 'gone' ? 'goneWhy' : 'anewWhy', {
            at: dateTime(version.trainAnewSince).slice(0, 16),
          })}
        />
      )}
      <Measured report={report} />
      <Propose version={version} championId={championId} />
    </article>
  );
}
