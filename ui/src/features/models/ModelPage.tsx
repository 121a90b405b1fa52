import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersionView, ModelView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { CopyId } from '@/ui/CopyId';
import { EmptyState } from '@/ui/EmptyState';
import { Parts } from '@/ui/Parts';
import { StatusDot } from '@/ui/StatusDot';
import { Publication } from './Publication';
import { modelParts } from './search';
import { useModel } from './useModels';
import { Version } from './Version';
import { Watch } from './Watch';

/** One model: its versions with their figures, how the champion does, and what was proposed and decided. */
export function ModelPage({ name }: { name: string }) {
  const { t } = useTranslation('models');
  const model = useModel(name);
  const { part = 'versions' } = useSearch({ from: '/shell/models' });
  const navigate = useNavigate({ from: '/models' });
  if (model.isError) return <EmptyState kind="failed" error={model.error} onRetry={() => model.refetch()} />;
  if (!model.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <section className="dl-card pk-pack">
      <Head model={model.data} />
      <Parts
        name={t('parts')}
        shown={part}
        onShow={(key) =>
          navigate({ search: { name, part: modelParts.find((one) => one === key) }, replace: true })
        }
        items={[
          {
            key: 'versions',
            label: t('part.versions', { n: model.data.versions.length }),
            children: <Versions model={model.data} />,
          },
          {
            key: 'watch',
            label: t('part.watch'),
            children: model.data.championId ? (
              <Watch name={name} />
            ) : (
              <EmptyState kind="nothing-yet" title={t('watch.noChampion')} />
            ),
          },
          { key: 'history', label: t('part.history'), children: <History model={model.data} /> },
        ]}
      />
    </section>
  );
}

function Head({ model }: { model: ModelView }) {
  const { t } = useTranslation('models');
  const champion = model.versions.find((one) => one.id === model.championId);
  return (
    <header>
      <h2 className="dl-mono">{model.name}</h2>
      <p className="pk-cite">
        <StatusDot tone={champion ? 'good' : 'quiet'}>
          {champion ? t('hasChampion') : t('noChampion')}
        </StatusDot>
        {champion && <CopyId value={champion.hash} head={17} />}
        <span>{t('learnsFrom', { what: labelOf(t, 'category', model.category) })}</span>
        {model.rule && <span className="dl-mono">{model.rule}</span>}
      </p>
      <p className="dl-muted pk-cite">
        {t('inRulebook')}
        <code>{`detector: {model: ${model.name}}`}</code>
      </p>
    </header>
  );
}

const shownFirst = 3;
const shownMore = 10;

/** The newest versions and those that matter now; of the others as many as are asked for. */
function Versions({ model }: { model: ModelView }) {
  const { t } = useTranslation('models');
  const [shown, setShown] = useState(shownFirst);
  const counts = (one: ModelVersionView, place: number) =>
    place < shown || one.state === 'champion' || one.state === 'awaiting';
  const listed = model.versions.filter(counts);
  const left = model.versions.length - listed.length;
  return (
    <>
      {listed.map((one) => (
        <Version key={one.id} version={one} championId={model.championId} />
      ))}
      {left > 0 && <Button onClick={() => setShown(shown + shownMore)}>{t('earlier', { n: left })}</Button>}
    </>
  );
}

function History({ model }: { model: ModelView }) {
  const { t } = useTranslation('models');
  if (model.publications.length === 0) return <EmptyState kind="nothing-yet" title={t('neverProposed')} />;
  return model.publications.map((one) => <Publication key={one.id} publication={one} />);
}
