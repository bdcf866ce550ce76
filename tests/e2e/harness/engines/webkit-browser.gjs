/**
 * A browser of one window for the tests, run by gjs: WebKitGTK's own MiniBrowser forgets its profile as soon as it is
 * driven, and a story that closes the browser needs one that is kept.
 * Arguments: folder of the profile, width and height of the page, names of features to switch on.
 */
import Gtk from 'gi://Gtk?version=3.0';
import WebKit from 'gi://WebKit2?version=4.1';
import System from 'system';

const [folder, width, height, ...features] = System.programArgs;

Gtk.init(null);
const context = new WebKit.WebContext({
  website_data_manager: new WebKit.WebsiteDataManager({
    base_data_directory: `${folder}/data`,
    base_cache_directory: `${folder}/cache`,
  }),
});
context.set_automation_allowed(true);
context.set_preferred_languages(['id-ID']);

const settings = new WebKit.Settings({ enable_write_console_messages_to_stdout: true });
const known = WebKit.Settings.get_all_features();
for (let place = 0; place < known.get_length(); place += 1) {
  const feature = known.get(place);
  if (features.includes(feature.get_identifier())) settings.set_feature_enabled(feature, true);
}

context.connect('automation-started', (_context, session) => {
  session.connect('create-web-view', () => {
    const view = new WebKit.WebView({ web_context: context, settings, is_controlled_by_automation: true });
    const window = new Gtk.Window({ default_width: Number(width), default_height: Number(height) });
    window.add(view);
    window.show_all();
    view.connect('close', () => window.destroy());
    window.connect('destroy', () => Gtk.main_quit());
    return view;
  });
});
Gtk.main();
