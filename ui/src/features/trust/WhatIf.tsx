import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type Page, type WhatIfView } from '@/lib/api';
import { RunList } from '@/ui/Runs';
import { OneWhatIf } from './OneWhatIf';
import { WhatIfForm } from './WhatIfForm';
import './trust.css';

/** What a draft of law would have changed: a form, and all that was asked before. */
export function WhatIf() {
  const { t } = useTranslation('trust');
  const { whatIf } = useSearch({ from: '/shell/gate' });
  const navigate = useNavigate({ from: '/gate' });
  const open = (id?: string) => navigate({ search: (now) => ({ ...now, whatIf: id }) });
  if (whatIf) {
    return (
      <div className="tr">
        <Button className="dl-back" onClick={() => open()}>
          {t('whatIf.back')}
        </Button>
        <OneWhatIf key={whatIf} id={whatIf} />
      </div>
    );
  }
  return (
    <div className="tr">
      <WhatIfForm onAsked={open} />
      <Before onOpen={open} />
    </div>
  );
}

function Before({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('trust');
  const list = useQuery({
    queryKey: ['/contacts/what-ifs'],
    queryFn: ({ signal }) => api.get<Page<WhatIfView>>('/contacts/what-ifs', { signal }),
  });
  return (
    <RunList
      runs={list}
      title={t('whatIf.before')}
      none={t('whatIf.none')}
      name={(one) => one.pack}
      status={(one) => t(`status.${one.status}`)}
      result={({ result }) =>
        result
          ? t('whatIf.short', {
              refuse: result.counts.toRefuse.toLocaleString('en-US'),
              permit: result.counts.toPermit.toLocaleString('en-US'),
            })
          : undefined
      }
      onOpen={onOpen}
    />
  );
}
