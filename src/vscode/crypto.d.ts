// Both extension hosts have it; see timers.d.ts.
declare const crypto: { getRandomValues(octets: Uint8Array): Uint8Array };
