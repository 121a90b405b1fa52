import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelSummaryView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { Train } from './Train';
import { Trainings } from './Trainings';

/** How a model is made and changed, what waits for a second person, and the trainings. */
export function Desk({ models }: { models: ModelSummaryView[] }) {
  const { t } = useTranslation('models');
  const navigate = useNavigate({ from: '/models' });
  const mayTrain = useCan('model.train');
  const [asking, setAsking] = useState(false);
  const waiting = models.filter((one) => one.awaiting > 0);
  return (
    <div className="pk-governance">
      {mayTrain && (
        <div className="pk-acts">
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('train.open')}
          </Button>
          <span className="dl-muted">{t('how')}</span>
        </div>
      )}
      {asking && <Train models={models} onClose={() => setAsking(false)} />}
      {waiting.length > 0 && (
        <section className="dl-card">
          <h2>{t('awaiting')}</h2>
          {waiting.map((one) => (
            <p key={one.name} className="pk-cite">
              <b className="dl-mono">{one.name}</b>
              <span>{t('waiting', { n: one.awaiting })}</span>
              <Button size="small" onClick={() => navigate({ search: { name: one.name, part: 'history' } })}>
                {t('look')}
              </Button>
            </p>
          ))}
        </section>
      )}
      {models.length === 0 && (
        <EmptyState kind="nothing-yet" title={t('none')}>
          {t('noneWhy')}
        </EmptyState>
      )}
      <Trainings />
    </div>
  );
}
