import './style/page.css'
import './parts/lab-app.ts'
