import type { ExcelHost } from '../host';

/** What Microsoft's client is given to speak to its host: JSON texts both ways. */
export interface Bridge {
  sendMessageToHost(text: string): void;
  onMessageFromHost?: (text: string) => void;
}

interface BridgeRequest {
  readonly id: number;
  readonly flags: number;
  readonly message: { readonly body: unknown };
}

/** Carries requests of a client in the same process to a host, and its events back. */
export const createBridge = (host: ExcelHost): Bridge => {
  const bridge: Bridge = { sendMessageToHost: (text) => void answer(JSON.parse(text) as BridgeRequest) };
  const tellEvents = (): void => {
    const entries = host.takeEvents().map(({ type, targetId, payload, isRemote }) => ({ messageCategory: 65536, messageType: type, targetId, message: JSON.stringify(payload), isRemoteOverride: isRemote }));
    if (entries.length) bridge.onMessageFromHost?.(JSON.stringify({ type: 3, message: { entries } }));
  };
  const answer = async ({ id, flags, message }: BridgeRequest): Promise<void> => {
    const bodyText = typeof message.body === 'string' ? message.body : JSON.stringify(message.body);
    const { status, body } = await host.answer(bodyText, flags);
    bridge.onMessageFromHost?.(JSON.stringify({ id, type: 2, message: { statusCode: status, headers: {}, body } }));
    tellEvents();
  };
  host.onEvents = tellEvents;
  return bridge;
};
