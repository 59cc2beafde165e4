/** What no name may have on Windows, what no person sees, and what turns the direction of writing: "fdp.exe" as "exe.pdf". */
const forbidden = /[/\\:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Devices of Windows, whatever stands behind the first dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
const longestStem = 180;

/**
 * The name of a file that a person sent, to hand it back under: their own, but for what leads elsewhere or cannot be a name on some system. Letters are
 * composed as most programs write them; macOS takes them apart.
 */
export const fileName = (sent: string | undefined): string => {
  const name = (sent ?? '').normalize('NFC').replace(/^.*[/\\]/su, '').replace(forbidden, '').replace(/^[. ]+|[. ]+$/g, '').replace(device, '_$&');
  const [, stem = '', extension = ''] = /^(.*?)(\.[^.]{1,10})?$/su.exec(name) ?? [];
  return [...stem].slice(0, longestStem).join('') + extension || 'plan.xlsx';
};
