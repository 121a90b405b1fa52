import dayjs from 'dayjs';
import { useLanguage } from '@/lib/i18n';

/** `03-02 Mon`, in the reader's language. */
export function useDayName(shape = 'MM-DD dd'): (date: string) => string {
  const language = useLanguage();
  return (date) =>
    dayjs(date)
      .locale(language === 'zh' ? 'zh-cn' : 'en')
      .format(shape);
}
