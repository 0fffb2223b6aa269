/** IN6_ADDR_GEN_MODE_*, by number: how IPv6 makes a link-local address. */
export const ADDRESS_MODES: readonly string[] = ['eui64', 'none', 'stable_secret', 'random']
