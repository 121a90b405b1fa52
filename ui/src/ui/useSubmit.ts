import { useQueryClient } from '@tanstack/react-query';
import { App, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem } from '@/lib/api';
import { problemText } from '@/lib/problemText';

/**
 * What every dialog does: checks its form, runs a write once, puts the server's field errors onto the fields and tells
 * any other problem, and has the lists on the screen read anew. `submit` gives the answer, or undefined where there is none.
 */
export function useSubmit<F extends object, T>(
  form: FormInstance<F>,
  write: (given: F) => Promise<T>,
  done?: (answer: T) => void,
) {
  const { t } = useTranslation('shell');
  const { message } = App.useApp();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<T | undefined> => {
    const given = await form.validateFields().catch(() => undefined);
    if (!given || busy) return undefined;
    setBusy(true);
    try {
      const answer = await write(given);
      client.invalidateQueries();
      done?.(answer);
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
  return { submit, busy };
}
