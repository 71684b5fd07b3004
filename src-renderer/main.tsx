/** The page's first breath: puts the application into the document. */
import { createRoot } from 'react-dom/client'
import { Application } from './app.tsx'
import './ui/styles/tokens.css'
import './ui/styles/frame.css'
import './ui/styles/parts.css'
import './ui/styles/signs.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<Application />)
