import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ImportView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { doubledColumns, examplesOf, type Mapping, missingFields } from './mapping';

/** Which column fills which field. The server has guessed; a person confirms. */
export function MapColumns({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const [mapping, setMapping] = useState<Mapping>(view.mapping);
  // Conversations come one a line, with nothing to map.
  const columned = view.fields.length > 0;
  const missing = missingFields(view.fields, mapping);
  const doubled = doubledColumns(mapping);
  const act = useAct(view.id);
  return (
    <section className="dl-card">
      <h2>{columned ? t('mapping.title') : t('mapping.lines')}</h2>
      <p className="dl-muted">{columned ? t('mapping.what') : t('mapping.linesWhat')}</p>
      {columned && <MapTable view={view} mapping={mapping} onMapping={setMapping} />}
      {doubled.length > 0 && (
        <Alert type="warning" showIcon title={t('mapping.doubled', { columns: doubled.join(', ') })} />
      )}
      <div className="imp-start">
        {missing.length > 0 && (
          <span className="imp-missing">{t('mapping.missing', { n: missing.length })}</span>
        )}
        <Popconfirm title={t('cancelSure')} okText={t('discard')} onConfirm={() => act('cancel')}>
          <Button>{t('discard')}</Button>
        </Popconfirm>
        <Button type="primary" disabled={missing.length > 0} onClick={() => act('start', { mapping })}>
          {t('start')}
        </Button>
      </div>
    </section>
  );
}

type TableProps = { view: ImportView; mapping: Mapping; onMapping: (mapping: Mapping) => void };

function MapTable({ view, mapping, onMapping }: TableProps) {
  const { t } = useTranslation('imports');
  return (
    <table className="imp-map">
      <thead className="imp-map-head">
        <tr>
          <th>{t('mapping.field')}</th>
          <th>{t('mapping.column')}</th>
          <th className="imp-examples">{t('mapping.examples')}</th>
        </tr>
      </thead>
      <tbody>
        {view.fields.map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            view={view}
            column={mapping[field.name] ?? null}
            onChange={(column) => onMapping({ ...mapping, [field.name]: column })}
          />
        ))}
      </tbody>
    </table>
  );
}

export function useAct(id: string): (what: 'start' | 'cancel', body?: object) => Promise<void> {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const client = useQueryClient();
  return async (what, body) => {
    try {
      const view = await api.post<ImportView>(`/imports/${id}/${what}`, body);
      if (view) client.setQueryData(['/imports', 'one', id], view);
    } catch (error) {
      message.error(problemText(t, error));
    }
    client.invalidateQueries({ queryKey: ['/imports'] });
  };
}

type RowProps = {
  field: ImportView['fields'][number];
  view: ImportView;
  column: string | null;
  onChange: (column: string | null) => void;
};

function FieldRow({ field, view, column, onChange }: RowProps) {
  const { t } = useTranslation('imports');
  const label = t(`field.${field.name}`, { defaultValue: field.name });
  return (
    <tr>
      <th scope="row">
        {field.required && (
          <span className="imp-required" title={t('mapping.required')}>
            *
          </span>
        )}
        {label} <span className="dl-mono dl-muted">{field.name}</span>
      </th>
      <td>
        <Select
          allowClear
          showSearch
          value={column}
          status={field.required && !column ? 'error' : ''}
          placeholder={field.required ? t('mapping.choose') : t('mapping.none')}
          aria-label={label}
          onChange={(chosen) => onChange(chosen ?? null)}
          options={view.columns.map((value) => ({ value, label: value }))}
        />
      </td>
      <td className="dl-muted imp-examples">{examplesOf(view, column).slice(0, 3).join(' · ')}</td>
    </tr>
  );
}
