import { requestText } from '../../../core/node/server/request-texts';

test('[A3] a second is one second, in each language', () => {
  const said = (what: string): string[] => (['nb', 'nn', 'sv', 'en'] as const).map((locale) => /\d+ \p{L}+/u.exec(requestText('too-many', locale, what))![0]);
  expect(said('1')).toEqual(['1 sekund', '1 sekund', '1 sekund', '1 second']);
  expect(said('10')).toEqual(['10 sekunder', '10 sekund', '10 sekunder', '10 seconds']);
});
