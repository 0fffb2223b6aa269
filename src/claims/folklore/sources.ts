import type { Source } from '../saying.ts'

const said =
  (name: string, url: string) =>
  (quote: string): Source => ({ name, url, quote })

/** Whom the sayings are from. */
export const MANUAL = said('ip-link(8)', 'https://man7.org/linux/man-pages/man8/ip-link.8.html')
export const COMMIT_MODES = said(
  'Linux commit 618e1b7482f7, "macvlan: implement bridge, VEPA and private mode"',
  'https://git.kernel.org/torvalds/c/618e1b7482f7a8a4c6c6e8ccbe140e4c331df4e9',
)
export const COMMIT_PASSTHRU = said(
  'Linux commit eb06acdc8558, "macvlan: Introduce \'passthru\' mode"',
  'https://git.kernel.org/torvalds/c/eb06acdc85585f28864261f28659157848762ee4',
)
export const COMMIT_SOURCE = said(
  'Linux commit 79cf79abce71, "macvlan: add source mode"',
  'https://git.kernel.org/torvalds/c/79cf79abce71eb7dbc40e2f3121048ca5405cb47',
)
export const VYOS = said(
  'VyOS documentation',
  'https://docs.vyos.io/en/equuleus/configuration/interfaces/pseudo-ethernet.html',
)
export const DOCKER_NOTES = said(
  'Macvlan, ipvlan and 802.1q trunk notes for Docker',
  'https://gist.github.com/nerdalert/28168b016112b7c13040',
)
export const WILOON = said('wiloon.com', 'https://wiloon.com/post/network/macvlan/')
export const CNI = said('CNI plugin documentation', 'https://www.cni.dev/plugins/current/main/macvlan')
export const POCKETNIX = said(
  'pocketnix.org',
  'http://pocketnix.org/posts/Linux%20Networking%3A%20MAC%20VLANs%20and%20Virtual%20Ethernets',
)
export const CNLY = said(
  'cnly.github.io',
  'https://cnly.github.io/2018/11/09/conflicts-and-limitations-of-bridge-and-macvlan-devices.html',
)
export const JISHUZHAN = said('jishuzhan.net', 'https://jishuzhan.net/article/1908907256994922498')
export const LISPSTUDIO = said('note.lispstudio.com', 'https://note.lispstudio.com/?p=13926')
export const MOBY = said('moby/moby issue 22174', 'https://github.com/moby/moby/issues/22174')
export const THANHLEV = said(
  'thanhlev.github.io',
  'https://thanhlev.github.io/linux_networking/linux-macvlan',
)
export const MORBYD = said(
  'morbyd, package macvlan',
  'https://pkg.go.dev/github.com/thediveo/morbyd/net/macvlan',
)
export const MIKROTIK = said('mikrotikdocs.fyi', 'https://mikrotikdocs.fyi/bridge/macvlan')
