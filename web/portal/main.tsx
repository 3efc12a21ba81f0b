/** The access portal. */
import '../shared/app.css';
