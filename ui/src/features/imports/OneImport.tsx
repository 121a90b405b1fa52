import { useTranslation } from 'react-i18next';
import type { ImportView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { CopyId } from '@/ui/CopyId';
import { ImportStatusDot } from './History';
import { MapColumns } from './MapColumns';
import { Progressing } from './Progressing';
import { Sample } from './Sample';
import { sizeText } from './sizeText';

/** One import: what the file holds, how its columns are read, and how far it has come. */
export function OneImport({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  return (
    <div className="imp">
      <section className="dl-card">
        <header className="imp-file">
          <h2>{view.fileName}</h2>
          <ImportStatusDot status={view.status} />
          <span>{labelOf(t, 'importKind', view.kind)}</span>
          <span className="dl-muted dl-num">
            {sizeText(view.bytes)} · {t('encoding', { encoding: view.encoding })}
          </span>
          <CopyId value={view.id} />
        </header>
        {view.status !== 'uploaded' && <Progressing view={view} />}
      </section>
      {view.status === 'uploaded' && <MapColumns view={view} />}
      <Sample view={view} />
    </div>
  );
}
