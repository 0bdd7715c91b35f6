/** Everything the window looks like, in the order in which it may override. */
import "./tokens.css";
import "./ui.css";
import "./screens.css";
import "./collections.css";
import "./wording.css";
