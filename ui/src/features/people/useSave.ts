import { useQueryClient } from '@tanstack/react-query';
import { App, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/lib/api';
import { problemText } from '@/lib/problemText';

/** Checks a form, runs a write, puts field errors of the server onto the fields. */
export function useSave<F extends object, T>(form: FormInstance<F>, write: (given: F) => Promise<T>) {
  const { t } = useTranslation('people');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<T | undefined> => {
    const given = await form.validateFields().catch(() => undefined);
    if (!given) return undefined;
    setBusy(true);
    try {
      const answer = await write(given);
      client.invalidateQueries();
      return answer;
    } catch (error) {
      const words = problemText(t, error);
      const known = Object.keys(form.getFieldsValue());
      const fields = isProblem(error) ? error.fields.filter(({ field }) => known.includes(field)) : [];
      for (const { field } of fields) form.setFields([{ name: field as never, errors: [words] }]);
      if (fields.length === 0) message.error(words);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { save, busy };
}
