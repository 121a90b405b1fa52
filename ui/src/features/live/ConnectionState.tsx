import { useTranslation } from 'react-i18next';
import type { LiveState } from '@/lib/hub';
import { timeOnly } from '@/lib/time';
import { StatusDot, type Tone } from '@/ui/StatusDot';

const tones: Record<LiveState, Tone> = {
  connecting: 'busy',
  live: 'good',
  reconnecting: 'warn',
  offline: 'bad',
};

/** Whether what is on the screen is now; if not, since when not. */
export function ConnectionState({ state, at }: { state: LiveState; at: string }) {
  const { t } = useTranslation('live');
  return (
    <span role="status" data-state={state}>
      <StatusDot tone={tones[state]} pulse={state !== 'offline'}>
        {t(`state.${state}`)}
        {state !== 'live' && state !== 'connecting' && (
          <span className="dl-muted dl-num">{t('lastUpdate', { at: timeOnly(at) })}</span>
        )}
      </StatusDot>
    </span>
  );
}
