import { inLocales as t } from '../../core';

/** What the scripts say that make the manifest and serve the add-in at a developer's desk. */
export const deskTexts = {
  manifestUsage: t('Bruk: npm run manifest -- [--url https://…] [--out FIL]', 'Bruk: npm run manifest -- [--url https://…] [--out FIL]', 'Användning: npm run manifest -- [--url https://…] [--out FIL]', 'Usage: npm run manifest -- [--url https://…] [--out FILE]'),
  badAddress: t(
    '{address} kan ikke brukes: skriv adressen som andre når serveren på, med https og uten noe etter navnet, som https://plan.example.no.',
    '{address} kan ikkje brukast: skriv adressa som andre når tenaren på, med https og utan noko etter namnet, som https://plan.example.no.',
    '{address} kan inte användas: skriv adressen som andra når servern på, med https och utan något efter namnet, som https://plan.example.no.',
    '{address} cannot be used: write the address at which others reach the server, with https and nothing after the name, such as https://plan.example.no.',
  ),
  notXml: t('{file} må ende på .xml: Office leser manifestet som XML.', '{file} må ende på .xml: Office les manifestet som XML.', '{file} måste sluta på .xml: Office läser manifestet som XML.', '{file} must end in .xml: Office reads the manifest as XML.'),
  unwritable: t('{file} kan ikke skrives. Finnes mappen, og kan du skrive der?', '{file} kan ikkje skrivast. Finst mappa, og kan du skrive der?', '{file} kan inte skrivas. Finns mappen, och kan du skriva där?', '{file} cannot be written. Is the folder there, and may you write in it?'),
  manifestWritten: t('Skrevet: {file} ({name} {version}, fra {address})', 'Skrive: {file} ({name} {version}, frå {address})', 'Skrivet: {file} ({name} {version}, från {address})', 'Written: {file} ({name} {version}, from {address})'),
  serveUsage: t('Bruk: npm run dev:addin -- [--port N] [--store MAPPE]', 'Bruk: npm run dev:addin -- [--port N] [--store MAPPE]', 'Användning: npm run dev:addin -- [--port N] [--store MAPP]', 'Usage: npm run dev:addin -- [--port N] [--store FOLDER]'),
  certificateMade: t(
    'Et nytt sertifikat for localhost er laget: {cert}. Det gjelder til {date}, og nøkkelen ved siden av kan bare du lese.',
    'Eit nytt sertifikat for localhost er laga: {cert}. Det gjeld til {date}, og nøkkelen ved sida av kan berre du lese.',
    'Ett nytt certifikat för localhost har skapats: {cert}. Det gäller till {date}, och nyckeln bredvid kan bara du läsa.',
    'A new certificate for localhost was made: {cert}. It holds until {date}, and the key beside it is yours alone to read.',
  ),
  trust: t(
    'Maskinen må stole på sertifikatet, ellers laster ikke Excel tillegget. Gjør dette én gang:',
    'Maskina må stole på sertifikatet, elles lastar ikkje Excel tillegget. Gjer dette éin gong:',
    'Datorn måste lita på certifikatet, annars läser Excel inte in tillägget. Gör detta en gång:',
    'The machine must trust the certificate, or Excel will not load the add-in. Do this once:',
  ),
  windows: t('Excel på Windows: kjør dette, og start Excel på nytt:', 'Excel på Windows: køyr dette, og start Excel på nytt:', 'Excel i Windows: kör detta och starta om Excel:', 'Excel on Windows: run this, and restart Excel:'),
  mac: t(
    'Excel på Mac: kjør dette, start Excel på nytt, og velg Planark under Hjem, Tillegg:',
    'Excel på Mac: køyr dette, start Excel på nytt, og vel Planark under Heim, Tillegg:',
    'Excel på Mac: kör detta, starta om Excel och välj Planark under Start, Tillägg:',
    'Excel on a Mac: run this, restart Excel, and choose Planark under Home, Add-ins:',
  ),
  web: t(
    'Excel på nettet, i en nettleser på denne maskinen: åpne en arbeidsbok, velg Hjem, Tillegg, Flere innstillinger og Last opp mitt tillegg, og velg {manifest}. Spør nettleseren om siden får nå denne maskinen, så svar ja.',
    'Excel på nettet, i ein nettlesar på denne maskina: opne ei arbeidsbok, vel Heim, Tillegg, Fleire innstillingar og Last opp tillegget mitt, og vel {manifest}. Spør nettlesaren om sida får nå denne maskina, så svar ja.',
    'Excel på webben, i en webbläsare på den här datorn: öppna en arbetsbok, välj Start, Tillägg, Fler inställningar och Ladda upp mitt tillägg, och välj {manifest}. Frågar webbläsaren om sidan får nå den här datorn, så svara ja.',
    'Excel on the web, in a browser on this machine: open a workbook, choose Home, Add-ins, More Settings and Upload My Add-in, and choose {manifest}. If the browser asks whether the page may reach this machine, allow it.',
  ),
  more: t('Hvert steg står i docs/addin.md.', 'Kvart steg står i docs/addin.md.', 'Varje steg står i docs/addin.md.', 'Each step is in docs/addin.md.'),
} as const;
