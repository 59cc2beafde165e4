/** Under these names the pane keeps which server is asked, and as whom: a token belongs to one server. "" is the server that the pane came from. */
export const serverKey = 'planark.server';
export const tokenKey = (base: string): string => `planark.token ${base}`;
