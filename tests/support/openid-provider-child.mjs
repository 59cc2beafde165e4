/**
 * An OpenID provider of a test, in a process of its own: reads its settings as JSON from the first line of stdin, says its port on stdout when it
 * answers, and ends when stdin does. People sign in without a password, as whoever the request hints at, and consent at once.
 */
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const [line] = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next().then(({ value }) => [value]);
const { port, keys, audience, people, programs, redirectUri } = JSON.parse(line);
const issuer = `http://127.0.0.1:${port}`;
const tokenTime = 600;

const provider = new Provider(issuer, {
  jwks: { keys },
  clientDefaults: { id_token_signed_response_alg: keys[0].alg },
  clients: [
    { client_id: 'page', token_endpoint_auth_method: 'none', application_type: 'native', redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] },
    ...programs.map(({ id, secret }) => ({ client_id: id, client_secret: secret, redirect_uris: [], response_types: [], grant_types: ['client_credentials'] })),
  ],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({ scope: 'openid', audience: resource, accessTokenTTL: tokenTime, accessTokenFormat: 'jwt', jwt: { sign: { alg: keys[0].alg } } }),
    },
  },
  findAccount: (_, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
  extraTokenClaims: (_, token) => people[token.accountId] ?? programs.find(({ id }) => id === token.clientId)?.claims,
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  cookies: { keys: ['only in this test'] },
  ttl: { AccessToken: tokenTime, ClientCredentials: tokenTime, Grant: tokenTime, Session: tokenTime, Interaction: tokenTime, IdToken: tokenTime },
});

const finish = async (request, response) => {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  grant.addResourceScope(params.resource, 'openid');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
};

const answer = provider.callback();
const server = createServer((request, response) => (request.url.startsWith('/interaction/') ? finish(request, response) : answer(request, response)));
server.listen(port, '127.0.0.1', () => process.stdout.write(`${issuer}\n`));
process.stdin.on('close', () => process.exit());
