package learn

import (
	"drill/cmd/drill/app"
	"drill/internal/progress"
	"drill/internal/settings"
)

// openStore is where the learner's progress is kept.
func openStore(a *app.App) (*progress.Store, error) {
	f, err := a.Folders()
	if err != nil {
		return nil, err
	}
	return &progress.Store{Config: f.Config, Cache: f.Cache, Notice: func(text string) { a.Console.Warnf("%s", text) }}, nil
}

// loadProgress reads the learner's progress.
func loadProgress(a *app.App) (*progress.Progress, error) {
	store, err := openStore(a)
	if err != nil {
		return nil, err
	}
	return store.Load()
}

// loadSettings reads what is remembered; without a home folder that is nothing.
func loadSettings(a *app.App) settings.Settings {
	f, err := a.Folders()
	if err != nil {
		return settings.Settings{}
	}
	return f.Load()
}

// remember changes the settings. That they cannot be kept stops nobody.
func remember(a *app.App, change func(*settings.Settings)) {
	f, err := a.Folders()
	if err == nil {
		s := f.Load()
		change(&s)
		err = f.Save(s)
	}
	if err != nil {
		a.Console.Warnf("%v", err)
	}
}
