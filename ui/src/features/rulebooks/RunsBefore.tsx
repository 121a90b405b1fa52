import { useTranslation } from 'react-i18next';
import type { RulebookRunView, RunKind } from '@/lib/api';
import { RunList } from '@/ui/Runs';
import { useRuns } from './useRuns';

/** The what-ifs, or the re-inspections, that were asked before. */
export function RunsBefore({ kind, onOpen }: { kind: RunKind; onOpen: (id: string) => void }) {
  const { t } = useTranslation('rulebooks');
  const result = ({ difference, again }: RulebookRunView) =>
    difference
      ? t('whatIf.short', { gained: difference.gained, lost: difference.lost })
      : again
        ? t('again.short', { raised: again.raised, superseded: again.superseded })
        : undefined;
  return (
    <RunList
      runs={useRuns(kind)}
      title={t('run.before')}
      none={t(`${kind}None`)}
      name={(run) => run.rulebook}
      status={(run) => t(`run.status.${run.status}`)}
      result={result}
      onOpen={onOpen}
    />
  );
}
