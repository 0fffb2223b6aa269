import './style/page.css'
import './parts/lab-app.ts'
import { makeRoomForKeyboard } from './page/keyboard-room.ts'

makeRoomForKeyboard()

// Kept for use without a network once it has been loaded; where that is not allowed, the page works as before.
if (import.meta.env.PROD) navigator.serviceWorker?.register('./offline.js').catch(() => {})
