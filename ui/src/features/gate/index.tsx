import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Overrides } from '@/features/trust/Overrides';
import { Replay } from '@/features/trust/Replay';
import { WhatIf } from '@/features/trust/WhatIf';
import { useCan } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';
import { Parts } from '@/ui/Parts';
import { PersonalData } from '@/ui/PersonalData';
import { Packs } from '../packs';
import { Explorer } from './Explorer';
import { gateTabs } from './search';
import './gate.css';

export function GatePage() {
  const { t } = useTranslation('gate');
  const { tab = 'ask' } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const readsPacks = useCan('pack.read');
  const asksWhatIf = useCan('contact.what-if');
  const replays = useCan('decision.replay');
  return (
    <PersonalData>
      <PageHeader title={t('title')} sub={t('sub')} />
      <Parts
        name={t('title')}
        shown={tab}
        onShow={(key) =>
          navigate({
            search: (now) => ({ ...now, tab: gateTabs.find((one) => one === key && one !== 'ask') }),
          })
        }
        items={[
          { key: 'ask', label: t('tab.ask'), children: <Explorer /> },
          ...(readsPacks ? [{ key: 'packs', label: t('tab.packs'), children: <Packs /> }] : []),
          ...(asksWhatIf ? [{ key: 'what-if', label: t('trust:tab.whatIf'), children: <WhatIf /> }] : []),
          { key: 'overrides', label: t('trust:tab.overrides'), children: <Overrides /> },
          ...(replays ? [{ key: 'replay', label: t('trust:tab.replay'), children: <Replay /> }] : []),
        ]}
      />
    </PersonalData>
  );
}
