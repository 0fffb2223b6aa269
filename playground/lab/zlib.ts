/** What just-bash asks of node:zlib, where there is no Node. */
export { gunzipSync, gzipSync } from 'fflate'
export const constants = {}
